import { HostConfig } from "adaptivecards";

/** Colours are the page's own variables, so that a card follows light and dark without being drawn anew. */
const foreground = {
  default: { default: "var(--ink)", subtle: "var(--ink-soft)" },
  dark: { default: "var(--ink)", subtle: "var(--ink-soft)" },
  light: { default: "var(--ink-soft)", subtle: "var(--ink-soft)" },
  accent: { default: "var(--accent)", subtle: "var(--accent)" },
  good: { default: "var(--good)", subtle: "var(--good)" },
  warning: { default: "var(--warning)", subtle: "var(--warning)" },
  attention: { default: "var(--danger)", subtle: "var(--danger)" },
};

const container = (backgroundColor: string) => ({ backgroundColor, foregroundColors: foreground });

const sizes = { small: 12, default: 14, medium: 16, large: 18, extraLarge: 22 };
const weights = { lighter: 400, default: 400, bolder: 650 };

/** How Teams sets up its cards, as near as it can be seen from outside; six actions are the most it shows in one row. */
export const hostConfig = new HostConfig({
  supportsInteractivity: true,
  fontTypes: {
    default: { fontFamily: "inherit", fontSizes: sizes, fontWeights: weights },
    monospace: { fontFamily: "ui-monospace, Menlo, Consolas, monospace", fontSizes: sizes, fontWeights: weights },
  },
  lineHeights: { small: 17, default: 20, medium: 22, large: 24, extraLarge: 28 },
  spacing: { small: 4, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: "var(--line)" },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: container("transparent"),
    emphasis: container("var(--paper-soft)"),
    accent: container("var(--accent-soft)"),
    good: container("var(--good-soft)"),
    warning: container("var(--notice-soft)"),
    attention: container("var(--danger-soft)"),
  },
  inputs: {
    label: {
      inputSpacing: "small",
      requiredInputs: { weight: "Bolder", suffix: " *", suffixColor: "attention" },
      optionalInputs: { weight: "Bolder" },
    },
    errorMessage: { color: "attention", weight: "Bolder", size: "Small" },
  },
  actions: {
    maxActions: 6,
    spacing: "default",
    // The rows wrap, with a gap of the stylesheet's.
    buttonSpacing: 0,
    showCard: { actionMode: "inline", inlineTopMargin: 12, style: "emphasis" },
    actionsOrientation: "horizontal",
    actionAlignment: "left",
    allowTitleToWrap: true,
  },
  adaptiveCard: { allowCustomStyle: false },
  factSet: {
    title: { size: "default", weight: "bolder", wrap: true, maxWidth: 160 },
    value: { size: "default", wrap: true },
    spacing: 12,
  },
  textBlock: { headingLevel: 3 },
});

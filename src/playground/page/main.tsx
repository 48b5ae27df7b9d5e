import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "./styles/theme.css";
import "./styles/frame.css";
import "./styles/stage.css";
import "./styles/workspace.css";
import "./styles/composer.css";
import "./styles/messages.css";
import "./styles/blocks.css";
import "./styles/signs.css";
import "./styles/forms.css";
import "./styles/narrow.css";
import { Playground } from "./frame/playground.tsx";

const place = document.getElementById("page");
if (place)
  createRoot(place).render(
    <StrictMode>
      <Playground />
    </StrictMode>,
  );

/** Something that can be chosen. */
export interface Pick {
  readonly key: string;
  readonly label: string;
  readonly detail?: string | undefined;
  readonly group?: string | undefined;
}

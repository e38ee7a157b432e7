/**
 * How much of a YAML text is read. Reading stops, with an error, where one of them is passed.
 *
 * @public
 */
export interface YamlLimits {
  /** Characters of the text, looked at before anything else; four times as many after aliases are written out. */
  characters: number;
  /** Keys and values of the whole stream, those that an alias or merge key repeats counted each time. */
  nodes: number;
  /** Levels of maps and lists. */
  depth: number;
}

/**
 * For one request file: many times what a person writes.
 *
 * @public
 */
export const requestLimits: Readonly<YamlLimits> = {
  characters: 64 * 1024,
  nodes: 5_000,
  depth: 40,
};

/**
 * For a file that several requests share and whose comments are kept: what edits it is slower than what reads it.
 *
 * @public
 */
export const sharedLimits: Readonly<YamlLimits> = {
  characters: 32 * 1024,
  nodes: 2_000,
  depth: 20,
};

/**
 * For a file read by a server that answers others meanwhile: the worst text of this size takes some 20 ms.
 *
 * @public
 */
export const serverLimits: Readonly<YamlLimits> = {
  characters: 256 * 1024,
  nodes: 10_000,
  depth: 60,
};

/**
 * For a command line, where nobody else waits: manifests with large CRDs and dashboards.
 *
 * @public
 */
export const commandLimits: Readonly<YamlLimits> = {
  characters: 8 * 1024 * 1024,
  nodes: 500_000,
  depth: 100,
};

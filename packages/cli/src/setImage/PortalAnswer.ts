/** What the portal says of a deployment, as far as the command reads it. */
export interface PortalAnswer {
  state:
    | 'nothing'
    | 'proposed'
    | 'committed'
    | 'synced'
    | 'healthy'
    | 'unhealthy'
    | 'superseded'
    | 'rejected';
  message: string;
  url?: string;
  environments: ReadonlyArray<{
    environment: string;
    state: string;
    why?: string;
    fixableBy?: string;
  }>;
}

const states = [
  'nothing',
  'proposed',
  'committed',
  'synced',
  'healthy',
  'unhealthy',
  'superseded',
  'rejected',
] as const;

const longest = 1_000;

/** Reads an answer; undefined where it is none. Texts are one line each, since they are written to a terminal. */
export function readAnswer(value: unknown): PortalAnswer | undefined {
  const answer = Object(value) as Record<string, unknown>;
  const state = states.find(each => each === answer.state);
  if (!state || !Array.isArray(answer.environments)) {
    return undefined;
  }
  return {
    state,
    message: line(answer.message),
    ...(typeof answer.url === 'string' ? { url: line(answer.url) } : {}),
    environments: answer.environments.map(each => {
      const row = Object(each) as Record<string, unknown>;
      return {
        environment: line(row.environment),
        state: line(row.state),
        ...(row.why === undefined ? {} : { why: line(row.why) }),
        ...(row.fixableBy === undefined
          ? {}
          : { fixableBy: line(row.fixableBy) }),
      };
    }),
  };
}

/** A text in one line, without what steers a terminal. */
export function line(value: unknown): string {
  return String(value ?? '')
    .slice(0, longest)
    .replace(/[\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
}

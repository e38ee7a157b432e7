import { FixableBy } from '../../model';
import { causeOf } from './causes';

/** What is most likely wrong with a value that can't be pushed, and whose turn it is. */
export interface PushCause {
  why: string;
  fixableBy: FixableBy;
}

/** What External Secrets says of what it takes, before anything of a store: its pushsecret_controller, releases 0.9 to 2.9. */
const ofSource: ReadonlyArray<readonly [RegExp, PushCause]> = [
  [
    /secrets? "[^"]{1,253}" not found/i,
    { why: 'the Secret that it pushes does not exist', fixableBy: 'tenant' },
  ],
  [
    /secret key \S{1,300} does not exist/i,
    {
      why: 'the Secret that it pushes has no such key',
      fixableBy: 'tenant',
    },
  ],
  [
    /not managed by external-secrets/i,
    {
      why: 'the store holds a value there that External Secrets did not write',
      fixableBy: 'platform',
    },
  ],
  [
    /(store|provider).{0,80}(is )?read.?only|set secret .{0,60}not (supported|implemented)|not implemented - this provider supports read-only/i,
    { why: 'the store takes no values', fixableBy: 'platform' },
  ],
];

/** Words for reading that would be wrong of a push. */
const ofStore: Readonly<Record<string, string>> = {
  'the store does not let this namespace read the path':
    'the store does not let this namespace write the path',
};

/** What a message of a PushSecret means; undefined where it does not say. */
export function pushCauseOf(message: string): PushCause | undefined {
  const source = ofSource.find(([pattern]) => pattern.test(message))?.[1];
  if (source) {
    return source;
  }
  const cause = causeOf(message);
  return (
    cause && {
      why: ofStore[cause.why] ?? cause.why,
      // Its stores and paths are the platform's, as the PushSecret is.
      fixableBy: 'platform',
    }
  );
}

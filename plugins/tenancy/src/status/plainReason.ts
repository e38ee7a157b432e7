import { clusterWords } from './clusterWords';
import type { Texts } from '../translations';

/** A reason as a card shows it: one short sentence, and the whole message where that says more. */
interface PlainReason {
  text: string;
  /** The message of the controller, without control characters and bounded. */
  details?: string;
}

const LONGEST_LINE = 160;
const LONGEST_NAMES = 80;
const LONGEST_DETAILS = 4_000;

// Control characters, and those that are invisible or turn the direction of what follows.
const UNPRINTABLE =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
const TERMINAL_COLOUR =
  // eslint-disable-next-line no-control-regex
  /\u001b\[[0-9;]*[A-Za-z]/g;

/**
 * What the common messages of Argo CD, Kubernetes and the operators mean. The first that matches counts. The sentence
 * follows the name of what it is about.
 */
const SENTENCES = [
  [/exceeded its progress deadline/i, 'progressDeadline'],
  [/exceeded quota|failed quota/i, 'quota'],
  [/failed calling webhook|conversion webhook for .* failed/i, 'webhook'],
  [
    /admission webhook .{0,500} denied the request|ValidatingAdmissionPolicy .{0,500} denied request/i,
    'admission',
  ],
  [/is forbidden: User .* cannot /i, 'forbidden'],
  [/violates PodSecurity/i, 'podSecurity'],
  [/not permitted in project|any of the allowed destinations/i, 'project'],
  [
    /field is immutable|updates to \w+ spec for fields other than/i,
    'immutable',
  ],
  [/no matches for kind|could not find the requested resource/i, 'noKind'],
  [
    /error processing spec\.(data|dataFrom)|could not get secret|Secret does not exist|secret not found/i,
    'secret',
  ],
  [
    /ImagePullBackOff|ErrImagePull|(failed|back-off) (to pull|pulling) image/i,
    'image',
  ],
  [/CrashLoopBackOff|back-off .*restarting failed container/i, 'crash'],
  [/OOMKilled/, 'memory'],
  [/app path does not exist/i, 'directory'],
  [/unable to resolve '[^']*' to a commit/i, 'branch'],
  [
    /authentication required|authorization failed|repository not (found|accessible)|asked for the client to provide credentials/i,
    'credential',
  ],
  [/Apply failed with \d+ conflict/i, 'conflict'],
  [/is invalid:|error validating data|strict decoding error/i, 'invalid'],
  [
    /connection refused|ECONNREFUSED|no such host|i\/o timeout|context deadline exceeded|ETIMEDOUT/i,
    'unreachable',
  ],
] as const;

/** Names before the message itself: `pay-dev: Deployment/web: `. */
const NAMES = /^(?:[A-Za-z0-9][\w./-]*: )+/;

/** A message of a controller, safe to show: printable, and of bounded length. */
export function cleanMessage(message: string): string {
  const printable = message
    .replace(TERMINAL_COLOUR, '')
    .replace(UNPRINTABLE, ' ')
    .trim();
  return shorten(printable, LONGEST_DETAILS);
}

/**
 * Puts the plain sentence first; what else a reason says goes behind it.
 *
 * @param longest - how many characters the sentence may have
 */
export function plainReason(
  reason: string,
  t: Texts,
  longest = LONGEST_LINE,
): PlainReason {
  const message = cleanMessage(reason);
  const line = message.replace(/\s+/g, ' ');
  const cluster = clusterWords(line, t);
  if (cluster) {
    return { text: cluster };
  }
  const names = (NAMES.exec(line)?.[0] ?? '').slice(-LONGEST_NAMES);
  const found = SENTENCES.find(([pattern]) => pattern.test(line));
  if (found) {
    return { text: `${names}${t(`reasons.${found[1]}`)}`, details: message };
  }
  return line.length <= longest
    ? { text: line }
    : { text: shorten(line, longest), details: message };
}

/** Cut between words where there is one near. */
function shorten(text: string, longest: number): string {
  if (text.length <= longest) {
    return text;
  }
  const cut = text.slice(0, longest - 1);
  const space = cut.lastIndexOf(' ');
  return `${space > longest / 2 ? cut.slice(0, space) : cut}…`;
}

import { isNamedCredential } from './credentialName';
import { inYaml } from './inYaml';
import { isLiteral } from './isLiteral';
import { tellsCredential } from './tellsCredential';
import type { Steps } from '../../steps';

/** Characters that are looked through in one step, and those of the piece before that are looked through again. */
const piece = 32 * 1024;
const again = 1024;
const longestLine = 2_000;
/** A text of fewer characters says too little. */
const shortest = 12;

/** Names of files that are keys themselves. */
const keyFile =
  /\.(jks|keystore|p12|pfx|ppk|kdbx|key)$|(^|[./])id_(rsa|dsa|ecdsa|ed25519)$/i;

/**
 * Whether a text that somebody named holds a credential: by the name and the value, by its form, or inside of it, where it is JSON, YAML,
 * properties, an `.npmrc`, a Docker or cluster configuration, or any of these as Base64. In steps of a piece each.
 */
export function* insideText(
  name: string,
  text: string,
  depth = 0,
): Steps<boolean> {
  if (isNamedCredential(name, text) || keyFile.test(name)) {
    return text.trim() !== '' && !/^\$\{?\w+\}?$/.test(text.trim());
  }
  for (let from = 0; from < text.length; from += piece) {
    const part = text.slice(Math.max(0, from - again), from + piece);
    if (tellsCredential(part) || inLines(part) || inPairs(part)) {
      return true;
    }
    yield;
  }
  if (yield* inYaml(text)) {
    return true;
  }
  const decoded = depth < 2 ? yield* decodedBase64(text) : undefined;
  return decoded === undefined
    ? false
    : yield* insideText('', decoded, depth + 1);
}

/** A line that names a credential and says it. */
function inLines(text: string): boolean {
  return text.split('\n').some(each => {
    const line = each.slice(0, longestLine).trim();
    const [, name, , value] =
      /^(?:- |export |set |ENV )?(["']?[\w.:/@ -]{1,200}["']?)\s{0,4}(=|:(?=[\s"']))\s{0,8}(\S[^]*)$/.exec(
        line,
      ) ?? [];
    if (name === undefined || /^[#;]|^\/\/\s/.test(line)) {
      return false;
    }
    const plain = value.replace(/[,;]$/, '').replace(/^["']|["']$/g, '');
    return (
      (isLiteral(plain) || isAssigned(line, plain)) &&
      isNamedCredential(name.replace(/["'\s]/g, ''), plain)
    );
  });
}

/** A line of a file of variables, whose value may hold any character, and is no other variable, call or placeholder. */
function isAssigned(line: string, value: string): boolean {
  return (
    /^(export )?[A-Z][A-Z0-9_]*=\S+$/.test(line) &&
    value.length > 2 &&
    !/\$[({]|^\$\w+$|^[[{%<&*]|^[\w.]+\(/.test(value)
  );
}

/** A name and a value between quotes: JSON, on however few lines, and inside of itself; attributes of XML, and constants of PHP. */
const pairs: readonly RegExp[] = [
  /["']([\w.-]{1,100})\\{0,3}["']\s{0,4}[:=]\s{0,4}\\{0,3}["']([^"'\\]{1,200})/g,
  /\b(?:key|name)=["']([\w.:-]{1,100})["']\s{1,8}value=["']([^"'\\]{1,200})/gi,
  /[\s<(,;]([\w.:-]{1,100})=["']([^"'\\]{1,200})/g,
  /\bdefine\(\s{0,4}["']([\w.-]{1,100})["']\s{0,4},\s{0,4}["']([^"'\\]{1,200})/gi,
];

function inPairs(text: string): boolean {
  for (const pattern of pairs) {
    for (const [, name, value] of text.matchAll(pattern)) {
      if (isLiteral(value) && isNamedCredential(name, value)) {
        return true;
      }
    }
  }
  return false;
}

/** What a text is as Base64; undefined where it is none, or no text. In steps of a piece each. */
function* decodedBase64(text: string): Steps<string | undefined> {
  let decoded = '';
  let rest = '';
  for (let from = 0; from < text.length; from += piece) {
    rest += text.slice(from, from + piece).replace(/\s+/g, '');
    const isLast = from + piece >= text.length;
    const whole = isLast ? rest.length : rest.length - (rest.length % 4);
    const part = plainText(rest.slice(0, whole), isLast);
    if (part === undefined) {
      return undefined;
    }
    decoded += part;
    rest = rest.slice(whole);
    yield;
  }
  return decoded.length < shortest ? undefined : decoded;
}

function plainText(text: string, isLast: boolean): string | undefined {
  const isBase64 =
    text.length % 4 === 0 &&
    (isLast ? /^[\w+/-]*={0,2}$/ : /^[\w+/-]*$/).test(text);
  if (!isBase64) {
    return undefined;
  }
  try {
    const decoded = atob(text.replace(/-/g, '+').replace(/_/g, '/'));
    return /^[\t\n\r -~\u0080-\uffff]*$/.test(decoded) ? decoded : undefined;
  } catch {
    return undefined;
  }
}

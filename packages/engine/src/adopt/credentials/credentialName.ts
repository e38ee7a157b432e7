/** Names of what nobody else should see, in words that are set apart by `_`. */
const secret =
  /passw|passphrase|secret|token|credential|api_?key|private_?key|private|dsn|connection_?string|(^|_)(pass|pwd|auth|authorization|bearer|jwt|pat|salt|hmac)$|(access|account|admin|cookie|crypt|crypto|deploy|encrypt|encryption|fernet|hash|hmac|license|master|rsa|service|session|shared|sign|signature|signing|ssh|storage|tls|webhook)_?key$|client_key_data$/;

/** As `secret`, of fields that are no free values, where others only say which Secret is meant. */
const secretField =
  /(passw(or)?d|pwd|passphrase|token|api_?key|private_?key|client_?secret|secret_?access_?key|client_key_data)$/;

/** Names that end so tell of a secret, and are none. */
const about =
  /(name|ref|refs|path|file|dir|url|uri|endpoint|env|host|port|type|kind|length|size|ttl|timeout|expiry|expires|expiration|duration|seconds|minutes|hours|days|interval|enabled|disabled|algorithm|issuer|audience|header|prefix|field|mode|namespace|store|provider|version|policy|class|rotation|count|limit|id)$/;

/** Names whose values are secret even as a few digits. */
const passwords = /pass|pwd|pin$/;

/** Values that say where something is, or whether it is used: what their names promise is elsewhere. */
const harmless =
  /^(true|false|yes|no|on|off|none|null|nil|~|enabled|disabled|required|optional|\d{1,6}(ms|s|m|h|d)|\$\(.*\)|\$\{.*\}|\$[A-Za-z_]\w*|\{\{.*\}\}|<[\w ./:#-]+>|%\(\w+\)s|\/[\w./-]*|\.{1,2}\/[\w./-]*|(ref\+\w+|vault|ssm|arn|op|file|env):.*|[|>][+-]?|[[\]{}]+|)$/i;

const digits = /^\d{1,6}$/;

/** Longer than any name that somebody gave. */
const longestName = 256;
const longestHarmless = 1_000;

/** Where files lie; any other text that begins so and mixes letters and digits like a key is one, as those of AWS do. */
const folders =
  /^\/(app|apps|bin|certs?|config|data|dev|etc|home|keys?|mnt|opt|proc|root|run|secrets?|srv|tmp|usr|var|vault|workspace)\//;

function isKey(text: string): boolean {
  return (
    /^\/[A-Za-z0-9/]{19,}$/.test(text) &&
    [/[a-z]/, /[A-Z]/, /\d/].every(each => each.test(text)) &&
    !folders.test(text)
  );
}

/** As `isNamedCredential`, of a number: of these only what a password is called. */
export function isNamedNumber(name: string, value: number): boolean {
  return (
    passwords.test(wordsOf(name)) && isNamedCredential(name, String(value))
  );
}

/** Whether a value of a name could be a credential by both: where people put what they like. */
export function isNamedCredential(name: string, value: string): boolean {
  const words = wordsOf(name);
  return secret.test(words) && !about.test(words) && mayBe(words, value);
}

/** As `isNamedCredential`, of a field that a kind defines. */
export function isCredentialField(name: string, value: string): boolean {
  return secretField.test(wordsOf(name)) && mayBe(name.toLowerCase(), value);
}

function mayBe(words: string, value: string): boolean {
  const text = value.length > longestHarmless ? value : value.trim();
  if (digits.test(text)) {
    return passwords.test(words);
  }
  return text.length > longestHarmless || !harmless.test(text) || isKey(text);
}

/** `dbPassword`, `DB-PASSWORD` and `db.password` are one name. */
function wordsOf(name: string): string {
  return name
    .slice(-longestName)
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replace(/[^A-Za-z0-9]+/g, '_')
    .toLowerCase();
}

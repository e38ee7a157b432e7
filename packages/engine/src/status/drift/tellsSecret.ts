// A word is matched whole or not at all, so that a long one is read once and not from each of its letters.
const named = /(?<![\w-])[\w-]+(?=["']?\s*[=:])/g;
const secretWord =
  /passw|passphrase|secret|token|credential|api.?key|private.?key|^auth$|authorization|client-key-data/i;

/** The one name that may be two words. */
const apart = /api[^\w\n-]key[\w-]*["']?\s*[=:]/i;
const privateKey = /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/;
/** How the tokens of Git hosts, chats and age begin. */
const known =
  /(?:gh[opsu]_|github_pat_|glpat-|xox[abprs]-|sk_live_)\w{10}|AGE-SECRET-KEY-1/;
const inAddress = /:\/\/[^/\s@:]+:[^/\s@]+@/;

/** Whether a text holds what nobody else should see, as `--password=...` or `https://user:word@host`. */
export function tellsSecret(text: string): boolean {
  for (const [word] of text.matchAll(named)) {
    if (secretWord.test(word)) {
      return true;
    }
  }
  return [privateKey, known, apart, inAddress].some(each => each.test(text));
}

/*
 * Every pattern is of bounded length, or stops where the next one could begin: texts from clusters are long and may be written to take
 * long.
 */
const patterns: readonly RegExp[] = [
  // Private keys: PEM, OpenSSH, PGP, PuTTY and age.
  /-----BEGIN [A-Z ]{0,40}PRIVATE KEY/,
  /PuTTY-User-Key-File|AGE-SECRET-KEY-1/,
  // Tokens by how they begin: of Git hosts, chats, clouds, registries, mail and Vault.
  /\b(?:gh[oprsu]_|glpat-|gldt-|glrt-|xox[abeprs]-|xapp-|[rs]k_live_|[rs]k_test_|whsec_|hvs\.|hvb\.|dckr_pat_|pypi-|shpat_|sq0csp-|dop_v1_|nvapi-|sk-ant-)[\w-]{12}/,
  /\b(?:AKIA|ASIA)[A-Z0-9]{16}|\bnpm_[A-Za-z0-9]{30}|\bhf_[A-Za-z]{30}|\bgithub_pat_\w{12}|\bAIza[\w-]{30}|\bya29\.[\w-]{12}|\bSG\.[\w-]{16}|\bsk-[A-Za-z0-9]{20}/,
  // A JSON Web Token: its second part begins so.
  /\.eyJ[\w-]{10}/,
  // A user with a password in an address, or a password alone.
  /:\/\/[^/\s@:{$"'<]{0,200}:(?!\d{1,5}[/?#$])[^/\s@{$"'<*][^\s@"'<]{0,200}@/,
  // Addresses that whoever knows them may write to.
  /hooks\.slack\.com\/(?:services|workflows)\/\w|discord(?:app)?\.com\/api\/webhooks\/\d|webhook\.office\.com\/webhookb2\/\w/,
  // Connection strings, and queries of addresses.
  /(?:^|[\s;&?"'-])(?:password|passwd|pwd|accountkey|sharedaccesskey|sslpassword|access_token|client_secret|api_?key)=[^\s;&"'$<{%(*][^\s;&"']{2}/i,
  /[?&]sig=[\w%+/]{16}/,
  // Arguments of programs.
  /--[\w-]{0,40}(?:password|passwd|token|api-key)[= ]["']?[^\s"'$<{%(*-][^\s"']{2}/i,
  /\s(?:-u|--user)[= ]["']?[A-Za-z][^\s:$"'/]{0,100}:[^\s$"'{<]/,
  /\bcurl\s[^\n]{0,300}\s-u["']?[A-Za-z][^\s:$"'/]{0,100}:[^\s$"'{<]/,
  // A key of Laravel.
  /\bbase64:[A-Za-z0-9+/]{40}/,
  // Headers.
  /authorization\s{1,4}["'](?:basic|bearer|token)\s{1,4}[\w.~+/=-]{6}/i,
  /authorization["']?\s{0,4}[:=]\s{0,4}["']?(?:basic|bearer|token)\s{1,4}[\w.~+/=-]{6}/i,
  // What logins are kept as.
  /\bmachine\s{1,8}\S{1,200}\s{1,8}login\s{1,8}\S{1,200}\s{1,8}password\s{1,8}\S/,
  /(?:^|[:\s"'])(?:\$(?:1|2[aby]|5|6|y|apr1)\$[\w./$]{8}|\$argon2\w{0,2}\$|\{SSHA?\}[\w+/]{8})/,
  // In XML.
  /<(?:password|passphrase|secret|token|apikey|privatekey)>[^<\s$]/i,
];

/** Whether a text holds something that can be told for a credential by its form, whatever its name is. */
export function tellsCredential(text: string): boolean {
  return patterns.some(each => each.test(text));
}

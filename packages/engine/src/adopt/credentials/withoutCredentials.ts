import { tellsCredential } from './tellsCredential';

/** What a refusal repeats of what it refuses; a long value is cut, so that it may end within a login. */
const given = / Given: [^]*$/;
const hasLogin = /:\/\/[^]*(@|…)/;

/** The message of a refusal, without what was given where a credential may be in that. */
export function withoutCredentials(message: string): string {
  const [value = ''] = given.exec(message) ?? [];
  return hasLogin.test(value) || tellsCredential(value)
    ? message.replace(given, ' What was given is not shown.')
    : message;
}

/** An address without who logs in, and nothing of one that holds a credential elsewhere. */
export function shownAddress(url: string): string {
  const plain = url.replace(/:\/\/[^\s]*@/, '://');
  return tellsCredential(plain) ? '(not shown)' : plain;
}

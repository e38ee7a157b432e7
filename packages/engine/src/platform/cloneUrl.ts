const SCP_LIKE =
  /^[A-Za-z0-9][A-Za-z0-9._-]*@[A-Za-z0-9][A-Za-z0-9.-]*:(?!\/\/)[^\s:-][^\s:]*$/;
const PROTOCOLS = ['https:', 'http:', 'ssh:'];

/**
 * Whether a text is a clone URL that the portal and Argo CD can read: https, http or ssh with a host and a path, or the
 * short form of ssh. Git takes more, such as local folders and its own protocol, which say nothing of who is asked.
 */
export function isCloneUrl(text: string): boolean {
  if (SCP_LIKE.test(text)) {
    return true;
  }
  if (!URL.canParse(text) || /\s/.test(text)) {
    return false;
  }
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  return (
    PROTOCOLS.includes(protocol) &&
    hostname !== '' &&
    pathname.length > 1 &&
    search === '' &&
    hash === ''
  );
}

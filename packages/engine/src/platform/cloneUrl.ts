import { readAddress } from '../address';

/**
 * Whether a text is a clone URL that the portal and Argo CD can read: https, http or ssh with a host and a path, or the
 * short form of ssh. Git takes more, such as local folders and its own protocol, which say nothing of who is asked.
 * A credential in it would be written into every Application.
 */
export function isCloneUrl(text: string): boolean {
  const address = readAddress(text);
  return (
    'form' in address &&
    !['oci', 'plain'].includes(address.form) &&
    address.place.includes('/')
  );
}

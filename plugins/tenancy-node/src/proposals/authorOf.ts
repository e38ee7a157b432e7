import { isClearText } from '@groundwork/engine';

const LONGEST = 200;

/**
 * A person in the catalog, as far as commits name them.
 *
 * @public
 */
export interface CatalogUser {
  metadata: { name: string };
  spec?: { profile?: { displayName?: string; email?: string } };
}

/**
 * Who a commit is by: the person who asked, as the catalog knows them. Git writes it in one line, the address in angle brackets:
 * what would break that, or that nobody sees, is left out.
 *
 * @public
 */
export function authorOf(user?: { entity?: CatalogUser; ref?: string }): {
  name: string;
  email: string;
} {
  const profile = user?.entity?.spec?.profile;
  const name =
    profile?.displayName ??
    user?.entity?.metadata.name ??
    user?.ref ??
    'Groundwork';
  return {
    name: inOneLine(name) || 'Groundwork',
    email: inOneLine(profile?.email ?? '') || 'groundwork@localhost',
  };
}

function inOneLine(text: string): string {
  return [...text.slice(0, LONGEST)]
    .filter(
      character => isClearText(character) && !/[<>\t\n\r]/.test(character),
    )
    .join('')
    .trim();
}

import { Resource } from './Resource';
import { loadData } from './data';

type Given = Partial<Resource> &
  Pick<Resource, 'group' | 'version' | 'kind' | 'plural'>;

/** A kind with what is the same for most kinds. */
export function newResource(given: Given): Resource {
  return {
    singular: given.kind.toLowerCase(),
    listKind: `${given.kind}List`,
    shortNames: [],
    categories: [],
    namespaced: true,
    subresources: [],
    fields: [],
    fixed: [],
    names: 'subdomain',
    review: false,
    counted: false,
    careful: false,
    echoes: false,
    since: 0,
    ...given,
  };
}

export function builtinResources(): Resource[] {
  const [{ kinds }] = loadData<{ kinds: Given[] }>('kinds.yaml');
  return kinds.map(newResource);
}

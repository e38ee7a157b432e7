import { DifferingField, groupOf } from '../../model';
import { Declared } from './declared';
import { Difference, Side } from './Difference';
import { Leaf, leavesBetween, shownValue } from './leaves';
import { isVersion, sameImage, shortImage } from './versions';

const mostFields = 50;

/** How an object of two environments differs; undefined where it does not. */
export function differenceOf(
  key: string,
  earlier: Side,
  later: Side,
  declared: Declared,
): Difference | undefined {
  const [first, second] = [earlier.objects.get(key), later.objects.get(key)];
  const of = first ?? second;
  if (!of) {
    return undefined;
  }
  const { apiVersion, kind, metadata } = of.object;
  const named = {
    group: groupOf(String(apiVersion)),
    kind,
    name: metadata.name,
  };
  const isDeclared = (path: string) =>
    (first && declared.has(earlier.environment.name, first.object, path)) ||
    (second && declared.has(later.environment.name, second.object, path)) ||
    false;
  if (!first || !second) {
    return {
      of,
      earlier: first,
      later: second,
      object: {
        ...named,
        is: first ? 'onlyEarlier' : 'onlyLater',
        fields: [],
      },
      intended: isDeclared('*'),
    };
  }
  const leaves = [
    ...leavesBetween(
      first.object,
      second.object,
      (a, b) => a === b || earlier.general(a) === later.general(b),
    ),
  ].filter(leaf => !isLawful(leaf));
  const versions = leaves.filter(leaf => isVersion(of.object, leaf));
  const fields = leaves.map(leaf => ({
    ...fieldOf(kind, leaf),
    ...(!versions.includes(leaf) && isDeclared(leaf.path)
      ? { intended: true as const }
      : {}),
  }));
  const meant = fields.filter(({ intended }) => !intended);
  return leaves.length === 0
    ? undefined
    : {
        of,
        earlier: first,
        later: second,
        object: {
          ...named,
          is: 'different',
          fields: fields.slice(0, mostFields),
        },
        intended: meant.length === 0,
        ...(versions.length > 0 && versions.length === meant.length
          ? {
              versions: versions.map(leaf => [
                shownVersion(leaf.earlier),
                shownVersion(leaf.later),
              ]),
            }
          : {}),
      };
}

/** The same version of an image from a registry of each environment's own; checksums of what is compared itself. */
function isLawful({ path, earlier, later }: Leaf): boolean {
  return (
    /\.annotations\.checksum\//.test(path) ||
    (path.endsWith('.image') &&
      typeof earlier === 'string' &&
      typeof later === 'string' &&
      sameImage(earlier, later))
  );
}

/** Values of Secrets are nobody's to read, those of ConfigMaps not the portal's to tell. */
function fieldOf(kind: string, { path, earlier, later }: Leaf): DifferingField {
  const hidden =
    /Secret$/.test(kind) && kind !== 'ExternalSecret'
      ? true
      : kind === 'ConfigMap' && /^(?:data|binaryData)(?:\.|$)/.test(path);
  const [was, is] = [shownValue(earlier), shownValue(later)];
  return {
    path,
    ...(hidden || was === undefined ? {} : { earlier: was }),
    ...(hidden || is === undefined ? {} : { later: is }),
  };
}

function shownVersion(value: unknown): string {
  return shortImage(shownValue(value) ?? 'none');
}

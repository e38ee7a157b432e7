/**
 * An image reference in its parts. `registry` is `docker.io` where none is written, as container runtimes read it.
 */
export interface ImageReference {
  registry: string;
  repository: string;
  tag?: string;
  digest?: string;
}

const pathPart = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const host =
  '(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)(?:\\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*(?::[0-9]{1,5})?';
const reference = new RegExp(
  `^(?:(${host})/)?(${pathPart}(?:/${pathPart})*)(?::([A-Za-z0-9_][A-Za-z0-9_.-]{0,127}))?(?:@(sha256:[a-f0-9]{64}|sha512:[a-f0-9]{128}))?$`,
);

/**
 * Reads an image reference by the grammar of the distribution specification; undefined if it is none.
 */
export function parseImage(text: string): ImageReference | undefined {
  const slash = text.indexOf('/');
  const first = slash < 0 ? '' : text.slice(0, slash);
  const hasRegistry = /[.:]/.test(first) || first === 'localhost';
  const match = reference.exec(hasRegistry ? text : `docker.io/${text}`);
  if (!match) {
    return undefined;
  }
  const [, registry, repository, tag, digest] = match;
  return {
    registry: registry.toLowerCase(),
    repository:
      registry === 'docker.io' && !repository.includes('/')
        ? `library/${repository}`
        : repository,
    ...(tag === undefined ? {} : { tag }),
    ...(digest === undefined ? {} : { digest }),
  };
}

/**
 * The image in full, as admission rules on registries want it: `nginx:1.29` is `docker.io/library/nginx:1.29`.
 */
export function fullImage(text: string): string {
  const image = parseImage(text);
  if (!image) {
    return text;
  }
  const tag = image.tag === undefined ? '' : `:${image.tag}`;
  const digest = image.digest === undefined ? '' : `@${image.digest}`;
  return `${image.registry}/${image.repository}${tag}${digest}`;
}

/**
 * Whether an image comes from one of the registries, each a host or a host with a path.
 * An entry ends at a path segment: `ghcr.io/acme` does not let `ghcr.io/acme-evil` in.
 */
export function isFromRegistries(
  image: ImageReference,
  registries: readonly string[],
): boolean {
  const whole = `${image.registry}/${image.repository}`;
  return registries.some(entry => {
    const text = entry.replace(/\/+$/, '');
    return text !== '' && whole.startsWith(`${text}/`);
  });
}

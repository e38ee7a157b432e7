import { posix } from 'node:path';
import {
  renderPlatform,
  Finding,
  ManifestFile,
  ManifestSet,
  type Layout,
  Platform,
  leftBehind,
  compareRender,
  type FileChange,
  kustomizationFile,
  renderedFrom,
  renderAll,
  unite,
  readRequests,
  isSharedPath,
  requestPath,
  treeOf,
  type Capability,
} from '@groundwork/engine';

/** What rendering a checkout would do to it. */
export interface CheckoutRender {
  /** Files to write or delete; without what stays. */
  changes: readonly FileChange[];
  /** Rendered files whose request is gone, or no longer renders to them, and that stay. */
  left: readonly string[];
  findings: readonly Finding[];
}

/**
 * Renders the requests of a checkout into it.
 *
 * @param options.texts - the text of its files by path
 * @param options.capabilities - the kinds of requests there are; those of Groundwork when absent
 * @param options.remove - path of a request that goes, with all that was rendered from it
 * @param options.prune - whether files that no request renders to any more go too
 */
export function renderCheckout(options: {
  texts: ReadonlyMap<string, string>;
  platform: Platform;
  groups?: Readonly<Record<string, string>>;
  capabilities?: readonly Capability[];
  remove?: string;
  prune?: boolean;
}): CheckoutRender {
  const { texts, platform, groups, capabilities, remove } = options;
  const { prune = false } = options;
  const { layout } = platform;
  const known = { layout, ...(capabilities ? { capabilities } : {}) };
  const read = readRequests(texts, known);
  const requests = read.requests.filter(
    request => requestPath(request, layout) !== remove,
  );
  const rendered = renderAll(requests, platform, {
    ...known,
    ...(groups ? { groups } : {}),
  });
  const next = unite(
    [
      rendered,
      ...(hasPlatform(texts, layout) ? [renderPlatform(platform)] : []),
    ].map(set => inOneDirectory(set, layout)),
  );
  const stale = staleFiles(texts, next, platform);
  const gone = prune
    ? stale
    : stale.filter(({ content }) => renderedFrom(content) === remove);
  // Where a request goes, nothing else is rendered with it.
  const written = remove === undefined ? next : { files: [] };
  const before = [
    ...gone,
    ...lists(gone),
    ...(remove === undefined ? [] : requestFile(remove, texts, layout)),
  ];
  const { files } = compareRender(texts, written, { files: before }, known);
  const goes = new Set(gone.map(({ path }) => path));
  return {
    changes: files.filter(({ change }) => change !== 'same'),
    left:
      remove === undefined
        ? stale.map(({ path }) => path).filter(path => !goes.has(path))
        : [],
    findings:
      remove === undefined ? [...read.findings, ...rendered.findings] : [],
  };
}

/** A checkout has one file of each path, also where both trees of a platform write to it. */
function inOneDirectory({ files }: ManifestSet, layout: Layout): ManifestSet {
  return {
    files: files.map(file => ({ ...file, tree: treeOf(file.path, layout) })),
  };
}

/** Rendered files that no request renders to. */
function staleFiles(
  texts: ReadonlyMap<string, string>,
  next: ManifestSet,
  platform: Platform,
): ManifestFile[] {
  const rendered = new Set(next.files.map(({ path }) => path));
  const sources = new Set(
    [...texts.values()].flatMap(text => renderedFrom(text) ?? []),
  );
  return [...sources]
    .flatMap(source => leftBehind(source, texts, platform).files)
    .filter(({ path }) => !rendered.has(path));
}

/** The lines that files have in the kustomizations beside them. */
function lists(files: readonly ManifestFile[]): ManifestFile[] {
  return [
    ...unite(
      files.map(({ path, tree }) => ({
        files: [
          kustomizationFile({
            directory: posix.dirname(path),
            tree,
            resources: [posix.basename(path)],
            shared: true,
          }),
        ],
      })),
    ).files,
  ];
}

function requestFile(
  path: string,
  texts: ReadonlyMap<string, string>,
  layout: Layout,
): ManifestFile[] {
  const content = texts.get(path);
  return content === undefined
    ? []
    : [
        {
          path,
          tree: treeOf(path, layout),
          objects: [],
          content,
        },
      ];
}

function hasPlatform(
  texts: ReadonlyMap<string, string>,
  layout: Layout,
): boolean {
  return [...texts.keys()].some(path => isSharedPath(path, layout));
}

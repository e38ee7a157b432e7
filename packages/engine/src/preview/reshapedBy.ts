import { capabilities as builtIn } from '../capabilities/list';
import { Capability, capabilityOf } from '../manifests';
import { ManifestFile, ManifestSet } from '../model';
import type { RequestEnvelope } from '../request';
import { Steps } from '../steps';

/**
 * The files of a tenant's other requests that a change makes different, before and after it, in steps of a request each.
 * A request that could no longer be rendered then keeps what it has: why is said where it is changed itself.
 */
export function* reshapedBy(options: {
  /** What comes, what it replaces and what goes. */
  changed: ReadonlyArray<RequestEnvelope | undefined>;
  others: readonly RequestEnvelope[];
  capabilities?: readonly Capability[];
  was: (request: RequestEnvelope) => ManifestSet;
  will: (request: RequestEnvelope) => ManifestSet;
}): Steps<{ before: ManifestSet; next: ManifestSet }> {
  const { changed, others, capabilities = builtIn, was, will } = options;
  const named = changed.flatMap(request =>
    request
      ? capabilityOf(request.kind, capabilities)?.reshapes?.(request) ?? []
      : [],
  );
  const before: ManifestFile[] = [];
  const next: ManifestFile[] = [];
  for (const other of others) {
    if (
      named.some(
        ({ kind, name }) => kind === other.kind && name === other.metadata.name,
      )
    ) {
      const then = will(other).files;
      const now = new Map(was(other).files.map(file => [file.path, file]));
      for (const file of then) {
        const present = now.get(file.path);
        if (!file.shared && present?.content !== file.content) {
          next.push(file);
          before.push(...(present ? [present] : []));
        }
      }
      yield;
    }
  }
  return { before: { files: before }, next: { files: next } };
}

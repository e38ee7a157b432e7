import { kustomizationContent, readYaml } from '@groundwork/engine';

/**
 * Merges a file that several requests write to: what is there, without what this request had in it, with what it has now.
 * A kustomization is merged by its resources, anything else by lines.
 */
export function mergeShared(
  present: string | undefined,
  before: string | undefined,
  next: string,
): string {
  const isKustomization = [present, before, next].some(text =>
    text?.includes('kind: Kustomization'),
  );
  const partsOf = isKustomization ? resourcesOf : linesOf;
  const old = new Set(partsOf(before));
  const now = partsOf(next);
  const kept = partsOf(present).filter(
    part => !old.has(part) || now.includes(part),
  );
  const merged = [...new Set([...kept, ...now])];
  return isKustomization
    ? kustomizationContent(merged)
    : merged.map(line => `${line}\n`).join('');
}

function linesOf(text: string | undefined): string[] {
  return (text ?? '').split('\n').filter(line => line !== '');
}

function resourcesOf(text: string | undefined): string[] {
  const [document]: unknown[] = text ? readYaml(text) : [];
  if (
    typeof document !== 'object' ||
    document === null ||
    !('resources' in document) ||
    !Array.isArray(document.resources)
  ) {
    return [];
  }
  return document.resources.filter(
    (each): each is string => typeof each === 'string',
  );
}

import { resolvePackagePath } from '@backstage/backend-plugin-api';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { WantedKind } from '../clusters';

/** Of the form in which objects are kept. */
const FORMAT = 2;

let version: string | undefined;
/** Clusters share their kinds. */
const tags = new WeakMap<WantedKind, string>();

/**
 * Tells how objects of a kind are made. What another version made, or one that kept other fields, must not be taken for what
 * this one reads.
 */
export function tagOf(wanted: WantedKind): string {
  const known = tags.get(wanted);
  if (known !== undefined) {
    return known;
  }
  const { keep, metadataOnly = false, opaque = false } = wanted;
  const made = [FORMAT, versionOf(), String(keep), metadataOnly, opaque];
  const hash = createHash('sha256').update(JSON.stringify(made));
  const tag = hash.digest('base64url');
  tags.set(wanted, tag);
  return tag;
}

function versionOf(): string {
  version ??= String(
    JSON.parse(
      readFileSync(
        resolvePackagePath(
          '@groundwork/backstage-plugin-tenancy-backend',
          'package.json',
        ),
        'utf8',
      ),
    ).version,
  );
  return version;
}

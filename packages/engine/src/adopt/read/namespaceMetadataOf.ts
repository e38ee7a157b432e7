import { labelValuePattern } from '../../names/labels';
import { fieldsOf } from '../../model/fields';
import type { Platform } from '../../platform';
import { isNamespaceMetadata } from '../../platform/namespaceMetadata';
import { canonical } from '../canonical';
import { isNamedCredential } from '../credentials/credentialName';
import { tellsCredential } from '../credentials/tellsCredential';
import type { TenantPart } from './TenantPart';

/** What a request may say of the metadata that a namespace has. Nothing that may be a credential. */
export function namespaceMetadataOf(
  part: TenantPart,
  platform: Platform,
): Record<string, Record<string, string>> | undefined {
  const there = part.find('', 'Namespace', part.namespace, '');
  if (!there) {
    return undefined;
  }
  const { metadata } = canonical(there);
  const valuesOf = (name: 'labels' | 'annotations') =>
    Object.entries(fieldsOf(metadata[name])).filter(
      (entry): entry is [string, string] => {
        const [key, value] = entry;
        return (
          typeof value === 'string' &&
          isNamespaceMetadata(platform, name, key) &&
          !(
            name === 'labels' &&
            (!labelValuePattern.test(value) ||
              Object.hasOwn(part.environment.namespaceLabels, key))
          ) &&
          !isNamedCredential(key, value) &&
          !tellsCredential(value)
        );
      },
    );
  const [labels, annotations] = [valuesOf('labels'), valuesOf('annotations')];
  return labels.length + annotations.length === 0
    ? undefined
    : {
        ...(labels.length > 0 ? { labels: Object.fromEntries(labels) } : {}),
        ...(annotations.length > 0
          ? { annotations: Object.fromEntries(annotations) }
          : {}),
      };
}

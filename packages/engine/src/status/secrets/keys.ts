import { at, fieldsOf, listOf, textOf, textsOf } from '../../model/fields';

/**
 * The keys of the Secret that an ExternalSecret makes, by name: those of its data, or, where it has a template with content,
 * those of the template. Fields of whole secrets, generators and templates from elsewhere are known to nobody here.
 */
export function keysOf(spec: unknown): {
  keys: string[];
  hasUnknownKeys: boolean;
} {
  const data = listOf(at(spec, 'data')).flatMap(
    ({ secretKey }) => textOf(secretKey) ?? [],
  );
  const fetched = listOf(at(spec, 'dataFrom')).length > 0;
  const template = fieldsOf(at(spec, 'target', 'template'));
  const templated = Object.keys(fieldsOf(template.data));
  const from = listOf(template.templateFrom).length > 0;
  const hasContent = templated.length > 0 || from;
  const merges = template.mergePolicy === 'Merge';
  const adds = ['Merge', 'CreateOrMerge'].includes(
    textOf(at(spec, 'target', 'creationPolicy')) ?? '',
  );
  const keys = hasContent && !merges ? templated : [...data, ...templated];
  return {
    keys: [...new Set(textsOf(keys))].sort(),
    hasUnknownKeys: from || adds || (fetched && (!hasContent || merges)),
  };
}

import { KubernetesObject } from '../../model';
import { at, fieldsOf, listOf, plainText, textOf } from '../../model/fields';

const forms: ReadonlyArray<readonly [field: string, words: string]> = [
  ['defaultRequest', 'asks for'],
  ['default', 'is limited to'],
];

/** What a LimitRange says, in sentences: what containers get that name nothing, and what one may have at least and at most. */
export function limitSentences({ spec }: KubernetesObject): string[] {
  return listOf(at(spec, 'limits')).flatMap(limit => {
    const thing = nameOf(textOf(limit.type) ?? 'Container');
    const amounts = (field: string) =>
      Object.entries(fieldsOf(limit[field]))
        .map(([resource, value]) => `${plainText(value)} ${resource}`)
        .join(', ');
    const sentence = (field: string, words: string) => {
      const text = amounts(field);
      return text === '' ? [] : [`${words} ${text}`];
    };
    return [
      ...forms.flatMap(([field, words]) =>
        sentence(field, `A ${thing} that names nothing ${words}`),
      ),
      ...sentence('min', `A ${thing} has at least`),
      ...sentence('max', `A ${thing} has at most`),
      ...sentence(
        'maxLimitRequestRatio',
        `Limits of a ${thing} are at most so many times its requests:`,
      ),
    ];
  });
}

function nameOf(type: string): string {
  return type === 'PersistentVolumeClaim' ? 'volume claim' : type.toLowerCase();
}

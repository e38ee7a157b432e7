import { expandTemplate, placeholdersOf } from '../names/templates';

/** A place of its own as it is configured, with what it leaves out. */
interface OwnPlace {
  url?: string;
  branch?: string;
}

/** A tenant of this name stands for any other where places are compared as templates. */
export const sampleTenant = 'any--tenant--at-all';

/** A text with the sample in place of `${{ tenant }}`; other placeholders stay. */
export function sampleOf(template: string): string {
  return placeholdersOf(template).every(name => name === 'tenant')
    ? expandTemplate(template, { tenant: sampleTenant })
    : template;
}

/** Whether each tenant has a place of its own. */
export function isOfEachTenant({ url = '', branch = '' }: OwnPlace): boolean {
  return [url, branch].some(text => placeholdersOf(text).length > 0);
}

/** What is wrong with the placeholders of a place, with the field of the place that it is about. */
export function placeholderProblem({
  url = '',
  branch = '',
}: OwnPlace): { field: 'url' | 'branch'; message: string } | undefined {
  const unknown = (text: string) =>
    placeholdersOf(text).find(name => name !== 'tenant');
  const isTwice = (text: string) => placeholdersOf(text).length > 1;
  for (const [field, text] of [
    ['url', url],
    ['branch', branch],
  ] as const) {
    const name = unknown(text);
    if (name !== undefined) {
      return { field, message: `Unknown placeholder: ${name}.` };
    }
    if (isTwice(text)) {
      return { field, message: 'The name of the tenant is in it twice.' };
    }
  }
  // Who names a tenant would decide which host is asked, and with whose credential.
  return placeholdersOf(url).length > 0 &&
    !/^([a-z]+:\/\/[^/$]+\/|[^/$@]+@[^:/$]+:)/i.test(url)
    ? {
        field: 'url',
        message: 'The name of the tenant is in it before the path.',
      }
    : undefined;
}

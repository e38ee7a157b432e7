import type { AdoptReason, AdoptReasonCode } from '@groundwork/engine';
import type { Texts } from '../../translations';
import { adoptMessages } from '../../translations/adopt/en';

/** Every name that a text of a reason may have a value for. */
const VALUES = {
  environment: '',
  environments: '',
  fields: '',
  field: '',
  kind: '',
  manager: '',
  most: '',
  namespace: '',
  owner: '',
  path: '',
  rule: '',
  said: '',
  size: '',
  template: '',
  tenant: '',
};

/** Each code has its text: whoever adds one is told here. */
const CODES: Readonly<Record<AdoptReasonCode, string>> = adoptMessages.reasons;

/** Why something is as it is, in the language of the reader; in English where the backend says what is not known here. */
export function reasonText(
  { why = '', code, values }: Partial<AdoptReason>,
  t: Texts,
): string {
  return code !== undefined && Object.hasOwn(CODES, code)
    ? t(`adopt.reasons.${code}`, { ...VALUES, ...values })
    : why;
}

import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { formTextsOf } from '../../translations/forms';
import { describeError } from '../../status';

/** A validation that tells why it could not be done; the wizard by itself would show only the status of the answer. */
export function withReason<TValue, TOptions>(
  validate: CustomFieldValidator<TValue, TOptions>,
): CustomFieldValidator<TValue, TOptions> {
  return async (value, field, context) => {
    try {
      await validate(value, field, context);
    } catch (error) {
      field.addError(
        formTextsOf(context.apiHolder)('shared.unchecked', {
          why: error instanceof Error ? describeError(error) : String(error),
        }),
      );
    }
  };
}

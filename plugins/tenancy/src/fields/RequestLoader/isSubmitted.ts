import type { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { JsonObject, JsonValue } from '@backstage/types';

/** Of the newest tasks of the user. A draft is of this window, so its task is not far down. */
const LOOKED_AT = 10;

/** What one goes back to the form for. */
const IN_VAIN = ['failed', 'cancelled'];

/**
 * Whether a form was submitted as it stands in the draft. Not told by the result screen: templates under other names, and the old
 * frontend system, have none of ours.
 */
export async function isSubmitted(
  scaffolder: Pick<typeof scaffolderApiRef.T, 'listTasks'>,
  address: string,
  draft: JsonObject,
): Promise<boolean> {
  const { tasks } = await scaffolder.listTasks({
    filterByOwnership: 'owned',
    limit: LOOKED_AT,
  });
  return tasks.some(({ spec, status }) => {
    const [, place] = spec.templateInfo?.entityRef.split(':') ?? [];
    return (
      !IN_VAIN.includes(status) &&
      address.endsWith(`/${place}`) &&
      Object.entries(draft).every(
        ([name, value]) => textIn(spec.parameters[name]) === textIn(value),
      )
    );
  });
}

/** The same for what is the same, whatever the order of members. */
function textIn(value: JsonValue | undefined): string | undefined {
  return JSON.stringify(value, (_, each) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort())
      : each,
  );
}

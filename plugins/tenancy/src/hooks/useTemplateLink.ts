import { useRouteRef } from '@backstage/core-plugin-api';
import type { JsonObject } from '@backstage/types';
import { templateRouteRef } from '../routes';

/** Links to templates of ours with their first page filled in; undefined in a portal without software templates. */
export function useTemplateLink():
  | ((templateName: string, formData: JsonObject) => string)
  | undefined {
  const link = useRouteRef(templateRouteRef);
  return (
    link &&
    ((templateName, formData) =>
      `${link({
        namespace: 'default',
        templateName,
      })}?formData=${encodeURIComponent(JSON.stringify(formData))}`)
  );
}

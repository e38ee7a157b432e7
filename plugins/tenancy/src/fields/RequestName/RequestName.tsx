import { FieldNote, formDataOf, textOf } from '../shared';
import { TenantName } from '../TenantName/TenantName';
import { ChosenRequest } from './ChosenRequest';
import { ChosenTenant } from './ChosenTenant';
import { NewName } from './NewName';
import type { RequestNameProps } from './schema';

/** Asks for the name of a new request, or which of those that are there is to be changed. */
export function RequestName(props: RequestNameProps) {
  const options = props.uiSchema['ui:options'];
  const form = formDataOf(props);
  const isChange = textOf(form, options?.mode) === 'change';
  if (options?.kind === 'Tenant') {
    return isChange ? <ChosenTenant {...props} /> : <TenantName {...props} />;
  }
  if (!isChange) {
    return <NewName {...props} />;
  }
  const tenant = textOf(form, options?.tenant);
  return tenant && options ? (
    <ChosenRequest {...props} tenant={tenant} kind={options.kind} />
  ) : (
    <FieldNote tone="unknown">Choose a tenant first.</FieldNote>
  );
}

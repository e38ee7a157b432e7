import { tenantKind } from '@groundwork/backstage-plugin-tenancy-common';
import { useFormTexts } from '../../translations/forms';
import { FieldNote, formDataOf, kindFromForm, textOf } from '../shared';
import { TenantName } from '../TenantName/TenantName';
import { ChosenRequest } from './ChosenRequest';
import { ChosenTenant } from './ChosenTenant';
import { isNewName } from './isNewName';
import { NewName } from './NewName';
import type { RequestNameProps } from './schema';

/** Asks for the name of a new request, or which of those that are there is to be changed. */
export function RequestName(props: RequestNameProps) {
  const t = useFormTexts();
  const options = props.uiSchema['ui:options'];
  const form = formDataOf(props);
  const isNew = isNewName(form, options);
  const kind = options && kindFromForm(form, options);
  if (kind === tenantKind) {
    return isNew ? <TenantName {...props} /> : <ChosenTenant {...props} />;
  }
  if (isNew) {
    return <NewName {...props} />;
  }
  const tenant = textOf(form, options?.tenant);
  return tenant && kind ? (
    <ChosenRequest {...props} tenant={tenant} kind={kind} />
  ) : (
    <FieldNote tone="unknown">
      {t(tenant ? 'request.kindFirst' : 'shared.tenantFirst')}
    </FieldNote>
  );
}

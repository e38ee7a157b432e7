export { permissionModuleTenancy as default } from './module';
export { TenancyPolicy } from './TenancyPolicy';
export type { Decide } from './decisions/Decide';
export { decideOnKubernetes } from './decisions/decideOnKubernetes';
export { decideOnTasks } from './decisions/decideOnTasks';
export { decideOnTemplates } from './decisions/decideOnTemplates';
export { decideOnTenantEntities } from './decisions/decideOnTenantEntities';
export { tenancyDecisions } from './decisions/tenancyDecisions';
export { kubernetesModuleTenancy } from './kubernetes/kubernetesModuleTenancy';

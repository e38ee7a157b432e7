export { catalogModuleTenancy as default } from './module';
export {
  TenantEntityProvider,
  type TenantEntityProviderOptions,
} from './TenantEntityProvider';

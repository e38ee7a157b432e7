export { createTenancyExtension } from './createTenancyExtension';
export { readExtensions } from './readExtensions';
export { tenancyExtensionServiceRef } from './tenancyExtensionServiceRef';

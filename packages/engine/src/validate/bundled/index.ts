export { bundledSchemas } from './bundledSchemas';

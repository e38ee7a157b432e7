export type { ApiServer, ApiServerOptions, ApiUser } from './ApiServer';
export { startApiServer } from './startApiServer';

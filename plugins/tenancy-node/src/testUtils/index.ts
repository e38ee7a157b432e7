export { GitHttpServer } from './GitHttpServer';

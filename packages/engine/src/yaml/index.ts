export * from './writeYaml';
export * from './readYaml';
export * from './YamlError';
export * from './limits';
export * from './decodeText';
export { unwritableField } from './unwritableField';
export type { YamlDialect } from './dialects';

export * from './writeYaml';
export * from './readYaml';

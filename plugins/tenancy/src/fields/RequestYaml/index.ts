export * from './requestYamlField';

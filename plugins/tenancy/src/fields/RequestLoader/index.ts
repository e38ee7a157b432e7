export * from './requestLoaderField';

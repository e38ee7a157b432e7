export * from './requestPreviewField';

export * from './homeModule';

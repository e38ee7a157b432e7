export * from './Attention';
export * from './attentionItems';

export * from './Attention';
export * from './attentionCauses';
export * from './attentionItems';

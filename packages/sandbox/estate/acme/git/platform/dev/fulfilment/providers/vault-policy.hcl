# Rendered from platform/tenants/fulfilment.yaml: change that file and render again, what is changed here is lost.
# vault policy write fulfilment vault-policy.hcl
path "secret/data/fulfilment/*" {
  capabilities = ["read"]
}
path "secret/metadata/fulfilment/*" {
  capabilities = ["read", "list"]
}

/** Recordings of what the platform cannot do yet, by what is missing. Nothing else may be left out of the tests. */
export const awaiting: Readonly<Record<string, readonly string[]>> = {
  deviceCode: [
    'az-cli/device-code',
    'azidentity-go/device-code',
    'azure-identity-python/device-code',
    'msal-dotnet/device-code',
    'msal-go/device-code',
    'msal-java/device-code',
    'msal-python/device-code',
  ],
  federatedCredentials: [
    'az-cli/federated',
    'azidentity-go/federated',
    'azidentity-go/workload-identity',
    'azure-identity-python/federated',
    'azure-identity-python/workload-identity',
    'msal-dotnet/federated',
    'msal-go/federated',
    'msal-java/federated',
    'msal-python/federated',
    'terraform-azuread/federated',
  ],
  password: [
    'az-cli/password',
    'azure-identity-python/password',
    'msal-dotnet/password',
    'msal-go/password',
    'msal-java/password',
    'msal-python/password',
  ],
  resourceManager: ['az-cli/subscriptions'],
};

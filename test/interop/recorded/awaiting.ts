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
  resourceManager: ['az-cli/subscriptions'],
};

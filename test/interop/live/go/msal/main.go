// Drives MSAL Go through one flow.
package main

import (
	"context"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"net/url"

	"entrada/interop/settings"

	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/confidential"
	"github.com/AzureAD/microsoft-authentication-library-for-go/apps/public"
)

const verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"

var (
	ctx  = context.Background()
	told = settings.Read()
)

func authority() string { return told.Host + "/" + told.Tenant }

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

func app(credential confidential.Credential, options ...confidential.Option) confidential.Client {
	options = append(options, confidential.WithInstanceDiscovery(false))
	return must(confidential.New(authority(), told.ClientID, credential, options...))
}

func secret() confidential.Credential { return must(confidential.NewCredFromSecret(told.ClientSecret)) }

func certificate() confidential.Credential {
	chain, key, err := confidential.CertFromPEM(told.File("pem"), "")
	if err != nil {
		panic(err)
	}
	return must(confidential.NewCredFromCert(chain, key))
}

func assertion() confidential.Credential {
	return confidential.NewCredFromAssertionCallback(
		func(context.Context, confidential.AssertionRequestOptions) (string, error) {
			return told.FederatedToken, nil
		},
	)
}

func daemon(client confidential.Client) (string, error) {
	result, err := client.AcquireTokenByCredential(ctx, told.AppScopes)
	return result.AccessToken, err
}

func onBehalfOf(client confidential.Client) (string, error) {
	result, err := client.AcquireTokenOnBehalfOf(ctx, told.UserAssertion, told.Scopes)
	return result.AccessToken, err
}

func code(client confidential.Client) (confidential.AuthResult, error) {
	address := must(url.Parse(must(client.AuthCodeURL(ctx, told.ClientID, told.RedirectURI, told.Scopes))))
	challenge := sha256.Sum256([]byte(verifier))
	query := address.Query()
	query.Set("code_challenge", base64.RawURLEncoding.EncodeToString(challenge[:]))
	query.Set("code_challenge_method", "S256")
	query.Set("state", "a state")
	address.RawQuery = query.Encode()
	settings.Tell(map[string]any{"authorizeUrl": address.String()})
	var answer struct{ Code string }
	settings.Hear(&answer)
	return client.AcquireTokenByAuthCode(ctx, answer.Code, told.RedirectURI, told.Scopes, confidential.WithChallenge(verifier))
}

func desktop() public.Client {
	return must(public.New(told.PublicClientID, public.WithAuthority(authority()), public.WithInstanceDiscovery(false)))
}

var flows = map[string]func() (string, error){
	"client-secret":       func() (string, error) { return daemon(app(secret())) },
	"client-secret-wrong": func() (string, error) { return daemon(app(must(confidential.NewCredFromSecret("not-the-secret")))) },
	"client-secret-capabilities": func() (string, error) {
		return daemon(app(secret(), confidential.WithClientCapabilities([]string{"cp1"})))
	},
	"certificate":              func() (string, error) { return daemon(app(certificate())) },
	"certificate-x5c":          func() (string, error) { return daemon(app(certificate(), confidential.WithX5C())) },
	"federated":                func() (string, error) { return daemon(app(assertion())) },
	"on-behalf-of":             func() (string, error) { return onBehalfOf(app(secret())) },
	"on-behalf-of-certificate": func() (string, error) { return onBehalfOf(app(certificate())) },
	"code": func() (string, error) {
		result, err := code(app(secret()))
		return result.AccessToken, err
	},
	"refresh": func() (string, error) {
		client := app(secret())
		first, err := code(client)
		if err != nil {
			return "", err
		}
		// No token for this scope is in the cache, so the refresh token is used.
		result, err := client.AcquireTokenSilent(ctx, told.OtherScopes, confidential.WithSilentAccount(first.Account))
		return result.AccessToken, err
	},
	"device-code": func() (string, error) {
		device, err := desktop().AcquireTokenByDeviceCode(ctx, told.Scopes)
		if err != nil {
			return "", err
		}
		shown := device.Result
		settings.Tell(map[string]any{"deviceCode": map[string]any{
			"user_code": shown.UserCode, "verification_uri": shown.VerificationURL, "message": shown.Message,
		}})
		result, err := device.AuthenticationResult(ctx)
		return result.AccessToken, err
	},
	"password": func() (string, error) {
		result, err := desktop().AcquireTokenByUsernamePassword(ctx, told.Scopes, told.Username, told.Password)
		return result.AccessToken, err
	},
}

func main() {
	flow, known := flows[told.Flow]
	if !known {
		panic(fmt.Sprintf("no flow is called %q", told.Flow))
	}
	token, err := flow()
	settings.Result("github.com/AzureAD/microsoft-authentication-library-for-go", token, err)
}

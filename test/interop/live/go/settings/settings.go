// Package settings is what each of these programs is told on standard input, and how it answers on standard output: one JSON
// value a line.
package settings

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime/debug"
	"strings"
)

// Settings says where the platform is and what to use.
type Settings struct {
	Flow           string            `json:"flow"`
	Host           string            `json:"host"`
	Tenant         string            `json:"tenant"`
	ClientID       string            `json:"clientId"`
	PublicClientID string            `json:"publicClientId"`
	ClientSecret   string            `json:"clientSecret"`
	AppScopes      []string          `json:"appScopes"`
	Scopes         []string          `json:"scopes"`
	OtherScopes    []string          `json:"otherScopes"`
	RedirectURI    string            `json:"redirectUri"`
	Username       string            `json:"username"`
	Password       string            `json:"password"`
	UserAssertion  string            `json:"userAssertion"`
	FederatedToken string            `json:"federatedToken"`
	PfxPassword    string            `json:"pfxPassword"`
	Files          map[string]string `json:"files"`
}

var input = bufio.NewReader(os.Stdin)

// Read reads the settings.
func Read() Settings {
	var settings Settings
	Hear(&settings)
	return settings
}

// Hear reads the next line.
func Hear(into any) {
	line, err := input.ReadBytes('\n')
	if err != nil && len(line) == 0 {
		panic(err)
	}
	if err := json.Unmarshal(line, into); err != nil {
		panic(err)
	}
}

// Tell writes a line.
func Tell(line map[string]any) {
	text, err := json.Marshal(line)
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

// Result tells how a flow ended, with a token or with an error, and of which version the module is that went through it.
func Result(module string, token string, err error) {
	result := map[string]any{"access_token": token}
	if err != nil {
		result = map[string]any{"error": "failed", "error_description": err.Error()}
	}
	Tell(map[string]any{"result": result, "version": versionOf(module)})
}

func versionOf(module string) string {
	if build, known := debug.ReadBuildInfo(); known {
		for _, dependency := range build.Deps {
			if dependency.Path == module {
				return strings.TrimPrefix(dependency.Version, "v")
			}
		}
	}
	return "unknown"
}

// File reads one of the files that the settings name.
func (s Settings) File(name string) []byte {
	content, err := os.ReadFile(s.Files[name])
	if err != nil {
		panic(err)
	}
	return content
}

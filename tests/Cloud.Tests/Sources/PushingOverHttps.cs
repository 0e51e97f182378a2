using System.Text;
using Bundt.Cloud.Sources;
using Bundt.Cloud.Tests.Sources.Hosts;

namespace Bundt.Cloud.Tests.Sources;

/// <summary>To a host over HTTPS: with a token, or as git finds in by itself.</summary>
[Collection(nameof(Alone))]
public sealed class PushingOverHttps : PushingATag
{
    private HttpsHost? _host;

    /// <summary>The credentials, whether they let fetch, and what comes of pushing; a fetch that fails says the same.</summary>
    public static TheoryData<string, bool, string> Matrix => new()
    {
        {
            "no credentials", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): git has no credentials for it, or none that it accepts.
                fatal: could not read Username for 'https://HOST': terminal prompts disabled
              No tag was made. Live traffic is untouched.
              Name the environment variable that holds a token in application.tokenVariable, or let git in: a credential helper, GIT_ASKPASS or http.extraHeader.
            """
        },
        { "a token", true, Pushed },
        { "a token, a stale extraheader too", true, Pushed },
        {
            "a wrong token", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        {
            "a reading token", true,
            """
            git could not ACT origin (https://HOST/git/bare.git): the credentials are good, but may not do that.
                fatal: unable to access 'https://HOST/git/bare.git/': The requested URL returned error: 403
              No tag was made. Live traffic is untouched.
              Let them write there (in GitHub Actions: permissions: contents: write), then run again.
            """
        },
        {
            "a token that is not set", false,
            """
            There is no token for origin: the environment variable BUNDT_TEST_GIT_TOKEN, which application.tokenVariable names, is not set.
              Nothing was changed.
              Give BUNDT_TEST_GIT_TOKEN to this run, as a secret of the CI job; or leave application.tokenVariable out, to have git find the way in by itself.
            """
        },
        {
            "a token, a refusing hook", true,
            """
            git could not ACT origin (https://HOST/git/bare.git): it refused.
                remote: Tags are made by the release team.
                ! refs/tags/v1.4.2:refs/tags/v1.4.2 [remote rejected] (pre-receive hook declined)
              No tag was made. Live traffic is untouched.
              What it says is above. Let the tags of releases through there, then run again.
            """
        },
        {
            "a token, the certificate is not trusted", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): its certificate is not trusted here.
                fatal: unable to access 'https://HOST/git/bare.git/': server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none
              No tag was made. Live traffic is untouched.
              Have git trust the authority that signed it: http.sslCAInfo in the clone's configuration (GIT_SSL_CAINFO goes before it), or this computer's store.
            """
        },
        {
            "a token, no such repository", false,
            """
            git could not ACT origin (https://HOST/git/nowhere.git): there is no such repository, or none that the credentials may see.
                fatal: repository 'https://HOST/git/nowhere.git/' not found
              No tag was made. Live traffic is untouched.
              Check the remote's address (git remote -v) and what the credentials may see, then run again.
            """
        },
        {
            "a token, nobody listens", false,
            """
            git could not ACT origin (https://127.0.0.1:9/git/bare.git): it does not answer.
                fatal: unable to access 'https://127.0.0.1:9/git/bare.git/': Failed to connect to 127.0.0.1 port 9 after N ms: Couldn't connect to server
              No tag was made. Live traffic is untouched.
              Check that the remote is there and that the network lets you through to it, then run again.
            """
        },
        { "an extraheader", true, Pushed },
        {
            "a wrong extraheader", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): git has no credentials for it, or none that it accepts.
                fatal: could not read Username for 'https://HOST': terminal prompts disabled
              No tag was made. Live traffic is untouched.
              Name the environment variable that holds a token in application.tokenVariable, or let git in: a credential helper, GIT_ASKPASS or http.extraHeader.
            """
        },
        { "a credential helper", true, Pushed },
        {
            "a wrong credential helper", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        { "GIT_ASKPASS", true, Pushed },
        {
            "a wrong GIT_ASKPASS", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
        { "credentials in the URL", true, Pushed },
        {
            "wrong credentials in the URL", false,
            """
            git could not ACT origin (https://HOST/git/bare.git): it did not accept the credentials.
                fatal: Authentication failed for 'https://HOST/git/bare.git/'
              No tag was made. Live traffic is untouched.
              Look whether they are right and still valid: the token of application.tokenVariable, or what the remote's URL, git's credential helper or GIT_ASKPASS say.
            """
        },
    };

    public override async ValueTask InitializeAsync() => _host = await HttpsHost.Start(Git.Root);

    public override async ValueTask DisposeAsync()
    {
        await (_host?.DisposeAsync() ?? default);
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Matrix))]
    public Task Should_Come_To_This(string way, bool fetches, string told)
    {
        Git.Remote(_host!.Url());
        Git.Configure("http.sslCAInfo", _host.Certificate);
        // Nothing of this computer's own.
        Git.Configure("credential.helper", "");
        return ComesTo(way, Take(way), fetches, told);
    }

    protected override string Named(string told) => told.Replace($"127.0.0.1:{_host!.Port}", "HOST", StringComparison.Ordinal);

    private SourceCode Take(string way)
    {
        switch (way)
        {
            case "a token":
                return WithToken(HttpsHost.Token);
            case "a token, a stale extraheader too":
                Git.Configure($"http.https://127.0.0.1:{_host!.Port}/.extraheader", Header("stale"));
                return WithToken(HttpsHost.Token);
            case "a wrong token":
                return WithToken(WrongToken);
            case "a reading token":
                return WithToken(HttpsHost.ReadingToken);
            case "a token that is not set":
                return Git.With(app => app with { TokenVariable = Variable });
            case "a token, a refusing hook":
                Hook();
                return WithToken(HttpsHost.Token);
            case "a token, the certificate is not trusted":
                Git.Configure("http.sslCAInfo", "/etc/ssl/certs/ca-certificates.crt");
                return WithToken(HttpsHost.Token);
            case "a token, no such repository":
                Git.Remote(_host!.Url().Replace("bare.git", "nowhere.git", StringComparison.Ordinal));
                return WithToken(HttpsHost.Token);
            case "a token, nobody listens":
                Git.Remote("https://127.0.0.1:9/git/bare.git");
                return WithToken(HttpsHost.Token);
            case "an extraheader":
                Git.Configure($"http.https://127.0.0.1:{_host!.Port}/.extraheader", Header(HttpsHost.Token));
                break;
            case "a wrong extraheader":
                Git.Configure($"http.https://127.0.0.1:{_host!.Port}/.extraheader", Header(WrongToken));
                break;
            case "a credential helper":
                Helper(HttpsHost.Token);
                break;
            case "a wrong credential helper":
                Helper(WrongToken);
                break;
            case "GIT_ASKPASS":
                AskPass(HttpsHost.Token);
                break;
            case "a wrong GIT_ASKPASS":
                AskPass(WrongToken);
                break;
            case "credentials in the URL":
                Git.Remote(_host!.Url($"anna:{HttpsHost.Token}@"));
                break;
            case "wrong credentials in the URL":
                Git.Remote(_host!.Url($"anna:{WrongToken}@"));
                break;
            default:
                way.ShouldBe("no credentials");
                break;
        }

        return Git.Source;
    }

    private void Helper(string token)
    {
        Git.Script("helper.sh", $"test \"$1\" = get && printf 'username=anna\\npassword={token}\\n'\n");
        Git.Configure("credential.helper", Git.Below("helper.sh"));
    }

    private void AskPass(string token)
    {
        Git.Script("askpass.sh", $"case $1 in Username*) echo anna ;; *) echo {token} ;; esac\n");
        Environment.SetEnvironmentVariable("GIT_ASKPASS", Git.Below("askpass.sh"));
    }

    private static string Header(string token) => $"AUTHORIZATION: basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"x-access-token:{token}"))}";
}

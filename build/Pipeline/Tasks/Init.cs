using Bundt.Cloud.Checks;
using Bundt.Cloud.Environments;
using Bundt.Domain;
using Bundt.Domain.Environments;
using Bundt.View;
using Cake.Frosting;

namespace Bundt.Pipeline.Tasks;

/// <summary>Writes a new environment file from what is there in AWS. Nothing that is there is changed.</summary>
[TaskDescription("Write a new environment file from what is there in AWS")]
public sealed class Init(StackSurvey survey, ReleaseView view) : AsyncFrostingTask<ReleaseContext>
{
    /// <inheritdoc />
    public override async Task RunAsync(ReleaseContext context)
    {
        var (name, home) = (context.Environment.Name, context.Settings.Home);
        var file = EnvironmentFiles.PathOf(home.Team, name);
        if (File.Exists(file))
            throw new Problem($"{file} is there already.", "It was left as it is.", "Choose another name with --env=NAME, or change it yourself.");

        var account = await survey.Account();
        var balancer = Choose(context, await survey.Balancers());
        var guess = NameOf(balancer, name);
        var application = context.Settings.Application ?? View.Question.Ask("What is the application called?", guess) ?? guess;
        var draft = new EnvironmentDraft(
            name, application, context.Environment.Aws with { Account = account },
            Path.GetRelativePath(Path.GetDirectoryName(file)!, Path.Combine(home.Bundt, "build", "environments", "schema.json")),
            context.Settings.Checkout ?? View.Question.Ask("Where is the clone that releases are cut from?", $"../{application}"), await survey.Of(balancer));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, draft.ToYaml());
        view.Say("Init", $"{file} written, from {balancer} in account {account}");
        foreach (var open in draft.Open)
            view.Say("", $"set   {open}");
        view.Say("", $"then  {context.Settings.Command("--target=Doctor")}");
    }

    private static string Choose(ReleaseContext context, IReadOnlyList<string> there)
    {
        var (asked, region) = (context.Settings.LoadBalancer, context.Environment.Aws.Region);
        return (asked, there) switch
        {
            (_, []) => throw new Problem($"There is no Application Load Balancer in {region}.", "Nothing was changed.", "Make one with its listeners and target groups first; build/environments/examples/prod.yaml says what there has to be."),
            ({ } name, _) => there.Contains(name) ? name : throw new Problem($"There is no Application Load Balancer {name} in {region}.", "Nothing was changed.", $"There are {string.Join(", ", there)}."),
            (null, [var only]) => only,
            _ => View.Question.Choose("Which load balancer is the new environment's?", there) ?? throw new Problem(
                $"There are {there.Count} load balancers in {region}: {string.Join(", ", there)}.", "Nothing was changed.", "Name one with --load-balancer=NAME."),
        };
    }

    private static string NameOf(string balancer, string environment) =>
        balancer.EndsWith($"-{environment}", StringComparison.Ordinal) ? balancer[..^(environment.Length + 1)] : balancer;
}

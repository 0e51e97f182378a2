using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace Bundt.Packages.Tests.Aws.Peers.AutoScalingStory;

internal sealed class Schedules(Walk walk, IAmazonAutoScaling client, Ground ground) : Chapter(walk, client, ground)
{
    private const string Group = "scheduled";

    private static readonly DateTime Tomorrow = DateTime.UtcNow.Date.AddDays(1).AddHours(16).AddMinutes(42);

    public override async Task Tell()
    {
        await Client.CreateAutoScalingGroupAsync(Empty(Group));
        await Putting();
        await Describing();
        await Deleting();
    }

    public override async Task Refuse()
    {
        await IsInvalid("PutScheduledUpdateGroupAction", NotFound, async () =>
        {
            var request = Once("lost");
            request.AutoScalingGroupName = "nobody";
            await Client.PutScheduledUpdateGroupActionAsync(request);
        });
        await IsInvalid("PutScheduledUpdateGroupAction", "refuses a time that is over", async () =>
        {
            var request = Once("late");
            request.StartTime = Tomorrow.AddDays(-30);
            await Client.PutScheduledUpdateGroupActionAsync(request);
        });
        await IsInvalid("PutScheduledUpdateGroupAction", "refuses a recurrence that is none",
            () => Client.PutScheduledUpdateGroupActionAsync(Every("wrong", "every evening")));
        await IsInvalid("DeleteScheduledAction", "refuses an action that does not exist", () => Delete("nobody"));
    }

    private async Task Putting()
    {
        await Shows("PutScheduledUpdateGroupAction", "keeps a time in UTC, and the sizes", async () =>
        {
            await Client.PutScheduledUpdateGroupActionAsync(Once("once"));
            var action = await One("once");
            (action.AutoScalingGroupName, action.MinSize, action.MaxSize, action.DesiredCapacity).ShouldBe((Group, 1, 3, 2));
            (action.StartTime, action.StartTime!.Value.Kind).ShouldBe((Tomorrow, DateTimeKind.Utc));
            (action.EndTime, action.Recurrence).ShouldBe((null, null));
        });
        await Shows("PutScheduledUpdateGroupAction", "gives the action an ARN", async () => (await One("once")).ScheduledActionARN.ShouldNotBeNull()
            .ShouldMatch("^arn:aws:autoscaling:eu-west-1:[0-9]{12}:scheduledUpdateGroupAction:.*scheduledActionName/once$"));
        await Shows("PutScheduledUpdateGroupAction", "keeps a recurrence, its time zone and its end", async () =>
        {
            await Client.PutScheduledUpdateGroupActionAsync(Every("evening", "30 18 * * 1-5"));
            var action = await One("evening");
            (action.Recurrence, action.TimeZone).ShouldBe(("30 18 * * 1-5", "Europe/Zurich"));
            (action.EndTime, action.EndTime!.Value.Kind).ShouldBe((Tomorrow.AddDays(30), DateTimeKind.Utc));
            (action.MinSize, action.MaxSize, action.DesiredCapacity).ShouldBe((null, null, 0));
        });
        await Shows("PutScheduledUpdateGroupAction", "says when a recurrence begins", async () =>
            (await One("evening")).StartTime.ShouldNotBeNull().ShouldBeGreaterThan(DateTime.UtcNow));
        await Shows("PutScheduledUpdateGroupAction", "changes an action in place", async () =>
        {
            await Client.PutScheduledUpdateGroupActionAsync(Every("evening", "0 20 * * *"));
            (await One("evening")).Recurrence.ShouldBe("0 20 * * *");
        });
    }

    private async Task Describing()
    {
        await Shows("DescribeScheduledActions", "pages", async () =>
        {
            var request = Once("page");
            request.StartTime = Tomorrow.AddHours(1); // a time can be taken once only
            await Client.PutScheduledUpdateGroupActionAsync(request);
            var pages = await Walk.Pages<ScheduledUpdateGroupAction>(async next =>
            {
                var page = await Client.DescribeScheduledActionsAsync(
                    new DescribeScheduledActionsRequest { AutoScalingGroupName = Group, MaxRecords = 2, NextToken = next });
                return (page.ScheduledUpdateGroupActions, page.NextToken);
            });
            pages.Select(page => page.Count).ShouldBe([2, 1]);
        });
        await Shows("DescribeScheduledActions", "selects by name", async () => (await One("once")).ScheduledActionName.ShouldBe("once"));
    }

    private async Task Deleting()
    {
        await Shows("DeleteScheduledAction", "deletes", async () =>
        {
            foreach (var name in new[] { "once", "evening", "page" })
                await Delete(name);
            (await Client.DescribeScheduledActionsAsync(new DescribeScheduledActionsRequest { AutoScalingGroupName = Group }))
                .ScheduledUpdateGroupActions.ShouldBeNull();
        });
    }

    private static PutScheduledUpdateGroupActionRequest Once(string name) => new()
    {
        AutoScalingGroupName = Group,
        ScheduledActionName = name,
        StartTime = Tomorrow,
        MinSize = 1,
        MaxSize = 3,
        DesiredCapacity = 2,
    };

    private static PutScheduledUpdateGroupActionRequest Every(string name, string recurrence) => new()
    {
        AutoScalingGroupName = Group,
        ScheduledActionName = name,
        Recurrence = recurrence,
        TimeZone = "Europe/Zurich",
        EndTime = Tomorrow.AddDays(30),
        DesiredCapacity = 0,
    };

    private async Task Delete(string name) => await Client.DeleteScheduledActionAsync(
        new DeleteScheduledActionRequest { AutoScalingGroupName = Group, ScheduledActionName = name });

    private async Task<ScheduledUpdateGroupAction> One(string name) => (await Client.DescribeScheduledActionsAsync(
        new DescribeScheduledActionsRequest { AutoScalingGroupName = Group, ScheduledActionNames = [name] }))
        .ScheduledUpdateGroupActions.ShouldHaveSingleItem();
}

namespace Handraiser.App.Tests.Support;

internal static class Ask
{
    /// <summary>One value straight from the test's database.</summary>
    public static Task<T?> AskAsync<T>(this TestApp app, string sql, object? arguments = null) =>
        app.Database.ReadAsync(tx => tx.SingleAsync<T>(sql, arguments), TestContext.Current.CancellationToken);

    public static Task<int> ChangeAsync(this TestApp app, string sql, object? arguments = null) =>
        app.Database.WriteAsync(tx => tx.ExecuteAsync(sql, arguments), TestContext.Current.CancellationToken);
}
